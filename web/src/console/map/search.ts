import * as z from "zod";
import { search } from "../shared/search.ts";

/** The open part of the map, so that a link can be shared: a station by its name, a message by its id. */
export const mapSearch = z.object({ at: search.text, message: search.text });
