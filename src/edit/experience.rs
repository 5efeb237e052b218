//! Changing how it feels and where it hurts: ratings, call-outs, pain points, opportunities.

use std::collections::HashSet;

use super::forget::{self, Gone};
use super::records::{self, fresh_id, require};
use super::{EditError, OpportunityField, PainField, RatingField, clean, references};
use crate::model::check::limits;
use crate::model::*;

pub(super) fn set_rating(
    map: &mut Map,
    (persona, at, channel): (PersonaId, Target, Option<ChannelId>),
    field: &RatingField,
    ids: &mut IdSource,
) -> Result<(), EditError> {
    require(&map.personas, persona)?;
    references::target(map, at)?;
    channel.map_or(Ok(()), |channel| references::channel(map, channel))?;
    let is_it = |rating: &&Rating| (rating.persona, rating.at, rating.channel) == (persona, at, channel);
    let existing = map.ratings.iter().find(is_it).map(|rating| rating.id);
    let id = match existing {
        Some(id) => id,
        None => {
            let id = fresh_id(&map.ratings, ids);
            let rating = Rating { channel, ..Rating::new(id, persona, at) };
            records::add(&mut map.ratings, rating, None, limits::RECORDS)?;
            id
        }
    };
    let rating = records::find_mut(&mut map.ratings, id)?;
    field.put(rating);
    clean::rating(rating);
    let says_nothing = *rating == Rating { channel, ..Rating::new(id, persona, at) };
    if says_nothing {
        map.ratings.remove(id);
    }
    Ok(())
}

pub(super) fn set_callout(
    map: &mut Map,
    (kind, at, persona): (CalloutKind, Target, Option<PersonaId>),
    text: Option<&str>,
    ids: &mut IdSource,
) -> Result<(), EditError> {
    references::target(map, at)?;
    persona.map_or(Ok(()), |persona| require(&map.personas, persona))?;
    let is_it = |callout: &Callout| (callout.kind, callout.at, callout.persona) == (kind, at, persona);
    let Some(text) = text else {
        map.callouts.retain(|callout| !is_it(callout));
        return Ok(());
    };
    let existing = map.callouts.iter().find(|callout| is_it(callout)).map(|callout| callout.id);
    let id = existing.unwrap_or_else(|| fresh_id(&map.callouts, ids));
    let mut callout = Callout { id, kind, at, persona, text: text.to_owned() };
    clean::callout(&mut callout);
    match map.callouts.find_mut(id) {
        Some(existing) => *existing = callout,
        None => records::add(&mut map.callouts, callout, None, limits::RECORDS)?,
    }
    Ok(())
}

pub(super) fn add_pain(map: &mut Map, pain: &PainPoint) -> Result<Vec<Subject>, EditError> {
    references::pain(map, pain)?;
    let mut pain = pain.clone();
    clean::pain(&mut pain);
    let created = vec![Subject::Pain(pain.id)];
    records::add(&mut map.pains, pain, None, limits::RECORDS)?;
    Ok(created)
}

pub(super) fn remove_pain(map: &mut Map, id: PainId) -> Result<(), EditError> {
    require(&map.pains, id)?;
    forget::remove(map, &Gone { pains: HashSet::from([id]), ..Gone::default() });
    Ok(())
}

pub(super) fn set_pain(map: &mut Map, id: PainId, field: &PainField) -> Result<(), EditError> {
    let pain = records::find_mut(&mut map.pains, id)?;
    field.put(pain);
    clean::pain(pain);
    map.pains.find(id).map_or(Ok(()), |pain| references::pain(map, pain))
}

pub(super) fn add_opportunity(map: &mut Map, opportunity: &Opportunity) -> Result<Vec<Subject>, EditError> {
    references::opportunity(map, opportunity)?;
    let mut opportunity = opportunity.clone();
    clean::opportunity(&mut opportunity);
    let created = vec![Subject::Opportunity(opportunity.id)];
    records::add(&mut map.opportunities, opportunity, None, limits::RECORDS)?;
    Ok(created)
}

pub(super) fn remove_opportunity(map: &mut Map, id: OpportunityId) -> Result<(), EditError> {
    require(&map.opportunities, id)?;
    forget::remove(map, &Gone { opportunities: HashSet::from([id]), ..Gone::default() });
    Ok(())
}

pub(super) fn set_opportunity(map: &mut Map, id: OpportunityId, field: &OpportunityField) -> Result<(), EditError> {
    let opportunity = records::find_mut(&mut map.opportunities, id)?;
    field.put(opportunity);
    clean::opportunity(opportunity);
    map.opportunities.find(id).map_or(Ok(()), |opportunity| references::opportunity(map, opportunity))
}
