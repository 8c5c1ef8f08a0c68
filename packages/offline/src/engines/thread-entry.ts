import { nameOwnSources } from "../bundles/source-names.ts";
import { importLeanHttp } from "../lean-http.ts";

nameOwnSources();
await importLeanHttp();
await import(String(process.argv[2]));
