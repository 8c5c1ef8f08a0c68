import { nameOwnSources } from "../bundles/source-names.ts";
import { freeMemoryWhenIdle } from "../idle-memory.ts";
import { importLeanHttp } from "../lean-http.ts";

nameOwnSources();
freeMemoryWhenIdle();
await importLeanHttp();
await import(String(process.argv[2]));
