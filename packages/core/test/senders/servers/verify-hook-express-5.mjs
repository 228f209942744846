import express from "express";
import { startVerifyHook } from "./verify-hook.mjs";

/** @param {import("../verify-hook-setup.ts").VerifyHookSetup} setup */
export const start = (setup) => startVerifyHook(express, setup);
