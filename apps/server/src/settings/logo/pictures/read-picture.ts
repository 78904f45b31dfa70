import { plainJpeg } from "./jpeg.ts";
import { plainPng } from "./png.ts";
import { NotPlain, type Picture } from "./still-picture.ts";
import { plainWebp } from "./webp.ts";

/**
 * The content of the file decides its type. Keeps only what a browser needs to show one still picture (record
 * 0065). Returns null for any other file.
 */
export async function plainPicture(file: Buffer): Promise<Picture | null> {
  try {
    return (await plainPng(file)) ?? plainJpeg(file) ?? plainWebp(file);
  } catch (error) {
    if (error instanceof NotPlain) return null;
    throw error;
  }
}
