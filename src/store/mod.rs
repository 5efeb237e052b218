//! Maps on disk: reading with exact errors, saving so that nothing is lost, backups, pictures.
