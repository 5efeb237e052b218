//! That the table is whole, and no key stands for two things.

use super::*;

#[test]
fn no_two_actions_share_a_key() {
    let mut keys: Vec<(KeyboardShortcut, Action)> =
        TABLE.iter().flat_map(|entry| entry.keys.iter().map(|keys| (*keys, entry.action))).collect();
    while let Some((key, action)) = keys.pop() {
        let other = keys.iter().find(|(other, _)| *other == key);
        assert!(other.is_none(), "{key:?} is of {action:?} and of {other:?}");
    }
}

#[test]
fn every_action_stands_in_the_table_once() {
    for entry in TABLE {
        assert_eq!(TABLE.iter().filter(|other| other.action == entry.action).count(), 1, "{}", entry.name);
    }
    for value in -2..=2 {
        assert_eq!(Action::Emotion(value).entry().action, Action::Emotion(value));
    }
}

#[test]
fn groups_of_a_menu_stand_together() {
    for menu in Menu::ALL {
        let groups: Vec<u8> = TABLE.iter().filter(|entry| entry.menu.0 == menu).map(|entry| entry.menu.1).collect();
        assert!(groups.is_sorted(), "{menu:?} {groups:?}");
    }
}
