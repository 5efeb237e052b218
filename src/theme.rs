//! How the picture looks: palettes, sizes of type, spacing, as data.
