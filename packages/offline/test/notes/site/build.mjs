import { mkdir, writeFile } from "node:fs/promises";

await mkdir("dist", { recursive: true });
await writeFile("dist/index.html", `<p>Notes are kept at ${process.env.VITE_NOTES_URL}.</p>\n`);
