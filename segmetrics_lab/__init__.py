"""The library of the course: how to judge an image segmentation model."""
