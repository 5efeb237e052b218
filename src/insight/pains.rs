//! Where it hurts: open pain points by owner, stage and channel.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::moment::MomentOrder;
use crate::model::{CardId, ChannelId, Map, PainId, PainPoint, Severity, StageId, Target};

/// Pain points that have something in common.
#[derive(Debug, Clone, PartialEq)]
pub struct PainGroup<K> {
    /// What they have in common.
    pub key: K,
    /// The pain points, the worst first; at least one.
    pub pains: Vec<PainId>,
    /// How bad the worst of them is.
    pub worst: Severity,
}

/// The open pain points by who is accountable, the owner with the most first; an empty text stands for
/// nobody.
pub fn pains_by_owner(map: &Map) -> Vec<PainGroup<String>> {
    group(map, |pain| vec![pain.owner.trim().to_owned()])
}

/// The open pain points by the stages in which they hurt, the stage with the most first.
pub fn pains_by_stage(map: &Map) -> Vec<PainGroup<StageId>> {
    let order = MomentOrder::new(map);
    let stage = |at: &Target| Some(map.find_step(order.find(*at)?.1)?.0.id);
    group(map, |pain| pain.at.iter().filter_map(stage).collect())
}

/// The open pain points by the channels of the touchpoints at which they hurt, the channel with the
/// most first.
pub fn pains_by_channel(map: &Map) -> Vec<PainGroup<ChannelId>> {
    let channels = |id: CardId| map.cards.find(id).map(|card| card.channels.as_slice()).unwrap_or_default();
    group(map, |pain| {
        let cards = pain.at.iter().filter_map(|at| match at {
            Target::Card(id) => Some(*id),
            Target::Step(_) => None,
        });
        cards.flat_map(channels).copied().collect()
    })
}

fn group<K: Clone + PartialEq>(map: &Map, keys: impl Fn(&PainPoint) -> Vec<K>) -> Vec<PainGroup<K>> {
    let mut pains: Vec<&PainPoint> = map.pains.iter().filter(|pain| !pain.resolved).collect();
    pains.sort_by_key(|pain| Reverse(pain.severity));
    let mut groups: Vec<PainGroup<K>> = Vec::new();
    for pain in pains {
        let mut counted = HashSet::new();
        for key in keys(pain) {
            let at = groups.iter().position(|group| group.key == key).unwrap_or(groups.len());
            if !counted.insert(at) {
                continue;
            }
            match groups.get_mut(at) {
                Some(group) => group.pains.push(pain.id),
                None => groups.push(PainGroup { key, pains: vec![pain.id], worst: pain.severity }),
            }
        }
    }
    groups.sort_by_key(|group| Reverse((group.pains.len(), group.worst)));
    groups
}
