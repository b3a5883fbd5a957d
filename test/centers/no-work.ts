import type { GroupWork } from "../../src/centers/index.ts";

/** The work of groups where no other feature is there to have any. */
export const noWork: GroupWork = {
  park: async () => undefined,
  discardParked: async () => undefined,
  unpark: async () => undefined,
  parkedChats: async () => [],
  waitingIn: async () => ({ count: 0, buttons: [] }),
  leave: async () => undefined,
  isOurs: async () => false,
  summarize: async () => undefined,
};
