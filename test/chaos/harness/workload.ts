import { setTimeout as sleep } from "node:timers/promises";
import { createAuthor } from "./author.ts";
import { createColleague } from "./colleague.ts";
import type { Diary } from "./diary.ts";
import type { Random } from "./random.ts";
import type { Town } from "./town.ts";

export interface WorkloadOptions {
  town: Town;
  diary: Diary;
  random: Random;
  /** How long somebody rests between two deeds, at most; milliseconds. */
  restMs: number;
}

/** Somebody who does one thing after another. */
export interface Actor {
  name: string;
  act(): Promise<void>;
}

/** Everybody lives until they are told to stop: authors ask, colleagues answer. */
export function startWorkload({ town, diary, random, restMs }: WorkloadOptions) {
  let stopping = false;
  const authors = town.authors.map((author) =>
    createAuthor({
      author,
      diary,
      random: random.of(`author ${author.number}`),
      isOver: () => stopping,
    }),
  );
  const colleagues = town.desks.flatMap((desk) =>
    desk.colleagues.map((colleague) => {
      const own = random.of(`colleague ${colleague.number}`);
      return createColleague({ colleague, desk, town, diary, random: own });
    }),
  );

  async function live(actor: Actor, rest: Random): Promise<void> {
    while (!stopping) {
      try {
        await actor.act();
      } catch {
        // what they meant to tap or to answer is gone meanwhile, as happens in life
      }
      await sleep(rest.between(Math.floor(restMs / 4), restMs));
    }
  }

  const lives = [...authors, ...colleagues].map((actor) =>
    live(actor, random.of(`rest of ${actor.name}`)),
  );
  return {
    async stop(): Promise<void> {
      stopping = true;
      await Promise.all(lives);
    },
  };
}
