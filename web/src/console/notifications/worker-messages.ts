/** Messages from a page of the console to the service worker. */
export interface ToWorker {
  type: "push";
  /** The pushed message, decrypted. */
  text: string;
}

/** Messages from the service worker to a page of the console. */
export type FromWorker =
  | { type: "open"; path: string }
  /** Answered with `FromPage` through the port that comes with it. */
  | { type: "where" }
  /** The browser's subscription has changed. */
  | { type: "renewed" };

/** The page's location within the console. */
export interface FromPage {
  path: string;
}
