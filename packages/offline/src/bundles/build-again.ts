import { writeFile } from "node:fs/promises";
import { type BuildContext, type BuildOptions, context, type Metafile } from "esbuild";

interface Remembered {
  /** With what it has parsed: some 20 MB. */
  context: Promise<BuildContext<{ metafile: true; write: false }>>;
  /** Builds that are running. */
  running: number;
}

const mostRemembered = 3;
/** By everything that is built from but the output's place; what was used last is last. */
const remembered = new Map<string, Remembered>();

/**
 * Builds what is built often: only files that have changed since are parsed.
 *
 * @returns undefined if there is no room for one more to be remembered. Throws like `build`.
 */
export async function buildAgain({
  outfile = "",
  ...options
}: BuildOptions): Promise<{ metafile: Metafile } | undefined> {
  const key = JSON.stringify(options);
  const place = remembered.get(key) ?? newPlace({ ...options, outfile });
  if (place === undefined) return undefined;
  remembered.delete(key);
  remembered.set(key, place);
  place.running += 1;
  try {
    const { metafile, outputFiles } = await (await place.context).rebuild();
    // The context would write where the first build did.
    const files = outputFiles.map(({ path, contents }) =>
      writeFile(path.endsWith(".map") ? `${outfile}.map` : outfile, contents),
    );
    await Promise.all(files);
    return { metafile };
  } finally {
    place.running -= 1;
  }
}

function newPlace(options: BuildOptions): Remembered | undefined {
  if (remembered.size >= mostRemembered) {
    const [oldest] = [...remembered].find(([, { running }]) => running === 0) ?? [];
    if (oldest === undefined) return undefined;
    void remembered.get(oldest)?.context.then((each) => each.dispose());
    remembered.delete(oldest);
  }
  return { context: context({ ...options, metafile: true, write: false }), running: 0 };
}
