"""The pages of the sky: plain forms and links underneath, and a drawing where a script runs."""
