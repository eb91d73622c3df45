"""The calls about whom one mutes, blocks and follows."""
