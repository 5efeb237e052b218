//! Changing the story that is told with a map.

use super::records::{self, require};
use super::{EditError, SceneField, clean, references};
use crate::model::check::limits;
use crate::model::{Map, StoryScene, StorySceneId};

/// Adds scenes, all of them or none, before another or at the end.
pub(super) fn add_scenes(map: &mut Map, scenes: &[StoryScene], before: Option<StorySceneId>) -> Result<(), EditError> {
    for scene in scenes {
        references::scene(map, scene)?;
        let mut scene = scene.clone();
        clean::scene(&mut scene);
        records::add(&mut map.story, scene, before, limits::RECORDS)?;
    }
    Ok(())
}

pub(super) fn remove_scene(map: &mut Map, id: StorySceneId) -> Result<(), EditError> {
    require(&map.story, id)?;
    map.story.remove(id);
    Ok(())
}

pub(super) fn move_scene(map: &mut Map, id: StorySceneId, before: Option<StorySceneId>) -> Result<(), EditError> {
    records::shift(&mut map.story, id, before)
}

pub(super) fn set_scene(map: &mut Map, id: StorySceneId, field: &SceneField) -> Result<(), EditError> {
    let scene = records::find_mut(&mut map.story, id)?;
    field.put(scene);
    clean::scene(scene);
    map.story.find(id).map_or(Ok(()), |scene| references::scene(map, scene))
}
