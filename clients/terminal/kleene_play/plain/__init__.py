"""Line by line, for pipes and screen readers: no colours, no control sequences, nothing that moves."""
