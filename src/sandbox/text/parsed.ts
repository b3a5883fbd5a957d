import type { MessageEntity } from "@grammyjs/types";

/** A text without markup, and what its parts are. */
export interface FormattedText {
  text: string;
  /** Offsets in UTF-16 code units, outer ones first. */
  entities: MessageEntity[];
}
