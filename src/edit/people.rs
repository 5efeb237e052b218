//! Changing personas, channels and the map itself.

use std::collections::HashSet;

use super::forget::{self, Gone};
use super::records::{self, require};
use super::{ChannelField, EditError, MapField, PersonaField, clean};
use crate::model::check::limits;
use crate::model::{BuiltInChannel, Channel, ChannelId, Map, Persona, PersonaId, Subject};

pub(super) fn add_persona(
    map: &mut Map,
    persona: &Persona,
    before: Option<PersonaId>,
) -> Result<Vec<Subject>, EditError> {
    let mut persona = persona.clone();
    clean::persona(&mut persona);
    let created = vec![Subject::Persona(persona.id)];
    records::add(&mut map.personas, persona, before, limits::PERSONAS)?;
    Ok(created)
}

pub(super) fn remove_persona(map: &mut Map, id: PersonaId) -> Result<(), EditError> {
    require(&map.personas, id)?;
    forget::remove(map, &Gone { personas: HashSet::from([id]), ..Gone::default() });
    Ok(())
}

pub(super) fn move_persona(map: &mut Map, id: PersonaId, before: Option<PersonaId>) -> Result<(), EditError> {
    records::shift(&mut map.personas, id, before)
}

pub(super) fn set_persona(map: &mut Map, id: PersonaId, field: &PersonaField) -> Result<(), EditError> {
    let persona = records::find_mut(&mut map.personas, id)?;
    field.put(persona);
    clean::persona(persona);
    Ok(())
}

pub(super) fn add_channel(map: &mut Map, channel: &Channel) -> Result<(), EditError> {
    let mut channel = channel.clone();
    clean::channel(&mut channel);
    // `check` counts channels against the same limit as personas.
    records::add(&mut map.channels, channel, None, limits::PERSONAS)
}

pub(super) fn remove_channel(map: &mut Map, id: ChannelId) -> Result<(), EditError> {
    require(&map.channels, id)?;
    if BuiltInChannel::find(id).is_some() {
        map.channels.remove(id);
    } else {
        forget::remove(map, &Gone { channels: HashSet::from([id]), ..Gone::default() });
    }
    Ok(())
}

pub(super) fn set_channel(map: &mut Map, id: ChannelId, field: &ChannelField) -> Result<(), EditError> {
    let channel = records::find_mut(&mut map.channels, id)?;
    field.put(channel);
    clean::channel(channel);
    Ok(())
}

pub(super) fn set_map(map: &mut Map, field: &MapField) -> Result<(), EditError> {
    field.put(map);
    clean::map(map);
    // What a change is about may be gone from this map: the baseline still has it.
    let mut opportunities = map.changes.iter().filter_map(|change| change.opportunity);
    opportunities.try_for_each(|id| require(&map.opportunities, id))
}
