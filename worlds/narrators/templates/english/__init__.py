"""The English sentences, as data.

In a sentence, {thing}, {npc}, {place}, ... stand for a phrase of the scene, article included ({whom} is
an {npc} that the player named), and
[is|are] for the form that agrees with the first such phrase.
"""
