"""Each rule of the simulator broken once: does a test notice?"""
