package dev.reelwright.benchmarks;

/**
 * What one run of a command took, or work inside this process.
 *
 * @param wallSeconds from start to end, start-up of a command included
 * @param cpuSeconds of all cores, user and system, children included
 * @param foreignCpuSeconds what the rest of the machine took meanwhile, a hypervisor's other guests included
 * @param peakMegabytes largest resident memory of any of its processes, 0 when not known
 */
record Measurement(double wallSeconds, double cpuSeconds, double foreignCpuSeconds, double peakMegabytes) {}
