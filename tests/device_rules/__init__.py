"""What the simulator claims of CUDA, as a table of rules that simulated and real devices are both held to."""
