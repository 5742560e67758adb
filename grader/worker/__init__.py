"""The untrusted side: what runs in the process of submitted code."""
