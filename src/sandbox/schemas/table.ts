import type { Opts } from "@grammyjs/types";
import type { Upload } from "../multipart.ts";
import type { Parameter } from "./parameter.ts";

/** For each method exactly the parameters of the Bot API's types: one missing or too many does not compile. */
export type SchemaTable<M extends keyof Opts<Upload>> = {
  [Method in M]: Record<keyof Required<Opts<Upload>[Method]>, Parameter>;
};
