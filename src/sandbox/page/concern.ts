import type { MessageView } from "../protocol.ts";

/** The message that the next text is about. */
export type Concern =
  | { kind: "reply"; message: MessageView; quote?: string }
  | { kind: "edit"; message: MessageView };
