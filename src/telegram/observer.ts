/** Looks on as updates arrive and are handled. Its methods return at once and never throw. */
export interface UpdatesObserver {
  /** Telegram has answered a request for updates, also when there were none. */
  fetched(count: number): void;
  /** It has not. */
  fetchFailed(): void;
  /** An update has been handled. */
  handled(): void;
  /** Handling an update has failed; `dead` says that there will be no other try. */
  failed(dead: boolean): void;
}
