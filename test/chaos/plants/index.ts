import { failPoints } from "./fail-points.ts";
import type { Patch } from "./patch.ts";
import { impatience, plantedBugs } from "./planted-bugs.ts";

/** All changes to the product's source that a run may ask for, by name. */
export const plants: Record<string, Patch[]> = { ...failPoints, ...plantedBugs, ...impatience };
