"""The class's name is a number."""



MLP = 3
