//! Journeys to look at and take apart, compiled in so that they are there wherever the program is.
//!
//! They stand in `samples` as files like any other; their brands, people and figures are invented.

use crate::model::{IdSource, Map};
use crate::picture::Pictures;
use crate::store::{self, PictureFiles};

/// A journey to look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sample {
    /// What it is called in the program.
    pub name: &'static str,
    /// What it shows, in a line.
    pub about: &'static str,
    ron: &'static str,
    /// The files of its pictures.
    pictures: &'static [&'static [u8]],
}

macro_rules! bicycle_pictures {
    ($($name:literal),* $(,)?) => {
        &[$(include_bytes!(concat!("../samples/retail-bicycle.pictures/", $name, ".png")),)*]
    };
}

/// All samples that the program shows.
pub const SAMPLES: [Sample; 6] = [
    Sample {
        name: "Buying a bicycle",
        about: "Two customers in shop, web and telephone; pain points and ideas",
        ron: include_str!("../samples/retail-bicycle.ron"),
        pictures: bicycle_pictures![
            "610b4e156e055710f7a952ab77f4b650",
            "90d577ab07ee1af55c0aca0ed69d0565",
            "a6459ef8159bdcdcd58886c9e03abb0e",
            "b3d7b580c90608ade41e4922b08c7176",
            "b580651a7572a47b1e63cf0c538f3d1a",
            "c28d553d304a1ca1adf0957fce18acaa",
            "cac92bc08ba22df74965cb86b4c7deec",
            "e579764bccf529e7eb0be7db8bdb7425",
        ],
    },
    Sample {
        name: "A morning at the eye clinic",
        about: "Research in progress: evidence, waiting times, patient and nurse",
        ron: include_str!("../samples/hospital-outpatient.ron"),
        pictures: &[],
    },
    Sample {
        name: "Two nights in a hotel",
        about: "A service blueprint, from the guest to the systems",
        ron: include_str!("../samples/hotel-blueprint.ron"),
        pictures: &[],
    },
    Sample {
        name: "Changing the energy provider",
        about: "Emotions gathered in rounds, votes and metrics",
        ron: include_str!("../samples/onboarding-current.ron"),
        pictures: &[],
    },
    Sample {
        name: "A visit to the dentist",
        about: "In Arabic, from right to left",
        ron: include_str!("../samples/clinic-ar.ron"),
        pictures: &[],
    },
    Sample {
        name: "A first journey by bullet train",
        about: "In Japanese",
        ron: include_str!("../samples/station-ja.ron"),
        pictures: &[],
    },
];

impl Sample {
    /// The sample with this name.
    pub fn find(name: &str) -> Option<&'static Self> {
        SAMPLES.iter().find(|sample| sample.name == name)
    }

    /// A map like it, with an id of its own, and its pictures.
    pub fn map(&self, ids: &mut IdSource) -> (Map, Pictures, PictureFiles) {
        let (mut map, _) = store::parse(self.ron).expect("a sample is a map; a test holds it to that");
        map.id = ids.next();
        let (mut pictures, mut files) = (Pictures::new(), PictureFiles::default());
        for bytes in self.pictures {
            if let Ok((name, bitmap)) = files.add(bytes) {
                pictures.insert(name, bitmap.into());
            }
        }
        (map, pictures, files)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sample_is_a_map_with_all_of_its_pictures() {
        for sample in SAMPLES {
            let (map, pictures, files) = sample.map(&mut IdSource::seeded(1));
            for picture in map.pictures() {
                let is_there = pictures.contains_key(&picture.file) && files.find(&picture.file).is_some();
                assert!(is_there, "{}: {}", sample.name, picture.file.as_str());
            }
            assert_eq!(pictures.len(), sample.pictures.len(), "{}", sample.name);
            assert_eq!(Sample::find(sample.name), Some(&sample));
        }
    }
}
