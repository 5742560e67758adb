"""The class's name is a text."""



MLP = "nn.Module"
