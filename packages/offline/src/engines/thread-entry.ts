import { importLeanHttp } from "../lean-http.ts";

await importLeanHttp();
await import(String(process.argv[2]));
