export const supportKinds = ["financial", "informational", "consulting", "methodological"] as const;
/** The four kinds of support that a center may give. */
export type SupportKind = (typeof supportKinds)[number];

export type CenterType = "interregional" | "regional" | "municipal" | "partner";
export type CenterStatus = "active" | "suspended" | "closed";

/** "09:00-18:00" parts for each day that has any; "1" is Monday. In the center's own time. */
export type WeeklyHours = Partial<Record<"1" | "2" | "3" | "4" | "5" | "6" | "7", string[]>>;

export interface Center {
  id: string;
  /** The stable name in the files that operators load. */
  code: string;
  type: CenterType;
  name: string;
  nameShort: string;
  parentId: string | null;
  status: CenterStatus;
  kinds: SupportKind[];
  phone: string | null;
  email: string | null;
  address: string | null;
  website: string | null;
  timezone: string;
  hours: WeeklyHours;
  /** Working days within which an answer is promised. */
  answerDays: number;
  /** Whether the author of a question sees who answers. */
  showNames: boolean;
}

export interface ServedTerritory {
  code: string;
  /** When the center took the territory on: of two claims the older one counts. */
  since: Date;
}

/** A center with what decides whether questions go there. */
export interface DirectoryCenter extends Center {
  territories: ServedTerritory[];
  /** It has a working group, or someone who works in a private chat. */
  reachable: boolean;
}

/** The whole network at one moment. */
export type Directory = DirectoryCenter[];

/** A chat where a center's people work on questions. */
export interface DeskPlace {
  chatId: number;
  isGroup: boolean;
  /** Whether each question gets a topic of its own. */
  hasTopics: boolean;
}

/** The center itself and the centers above it, nearest first. */
export function lineageOf(directory: Directory, centerId: string): string[] {
  const byId = new Map(directory.map((center) => [center.id, center]));
  const lineage: string[] = [];
  for (let at = byId.get(centerId); at; at = at.parentId ? byId.get(at.parentId) : undefined) {
    // a ring of parents is a mistake in the data, and must not hang us
    if (lineage.includes(at.id)) break;
    lineage.push(at.id);
  }
  return lineage;
}
