/** A running watch, however it is done. */
export interface Watching {
  close(): Promise<void>;
}

/** Dependencies, build output, and hidden files and folders such as `.git` and the runtime's own data. */
export const uninterestingGlobs = ["**/node_modules", "**/dist", "**/.*"];
export const isUninteresting = (name: string) => /^(node_modules|dist|\..+)$/.test(name);
