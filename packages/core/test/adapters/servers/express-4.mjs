import express from "express4";
import { startExpress } from "./express.mjs";

/** @param {import("../framework.ts").Setup} setup */
export const start = (setup) => startExpress(express, setup);
