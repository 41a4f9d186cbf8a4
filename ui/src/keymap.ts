export { comboOf, isSingle, keyName, matches, type Press, pressesOf, shown, spoken } from "./keymap/combo";
export { ACTIONS, type Action, COMMANDS as keymap, type Command, canMeet, clash, commandOf, GROUPS, type Group, isAction } from "./keymap/commands";
export { holderOf, type Keymap, type KeySettings, type Keys, keymapOf, presetKeys, type Refused, refusalOf, withKeys } from "./keymap/owners";
export { isPreset, PRESETS, type Preset } from "./keymap/presets";
