export { type Actor, centersOf, isStaff, type Language } from "./actor.ts";
export { type AccessStore, createAccessStore } from "./access-store.ts";
export {
  type Action,
  type Assignment,
  may,
  type Role,
  rights,
  roles,
  type Scope,
} from "./rights.ts";
