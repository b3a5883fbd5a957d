import type { Translations } from "../../telegram/index.ts";
import type { CenterNotices } from "../notices.ts";
import {
  groupCompleteScreen,
  groupConnectedByScreen,
  groupConnectedScreen,
  groupLacksScreen,
  groupSilentScreen,
} from "./group.screens.ts";

/** Puts what the use cases have to say into words. Groups are spoken to in Russian. */
export function createNotices(translations: Translations): CenterNotices {
  const inGroups = translations("ru");
  return {
    groupConnected: (center, lacks) => groupConnectedScreen(center, lacks, inGroups),
    groupConnectedBy: (center, group, lacks, language) =>
      groupConnectedByScreen(center, group, lacks, translations(language)),
    groupComplete: () => groupCompleteScreen(inGroups),
    groupLacks: (lacks) => groupLacksScreen(lacks, inGroups),
    groupSilent: (view, language) => groupSilentScreen(view, translations(language)),
    deadUpdates: (count, language) => ({
      text: translations(language)("centers-dead-updates", { count }),
    }),
  };
}
