extension FastSAGConfiguration where Sizes == CompactSizes {
    /// Ours, made for two CPU cores.
    public static var compact: FastSAGConfiguration {
        FastSAGConfiguration(
            sizes: CompactSizes(
                bands: 100, semanticWidth: ConditionLayout.semanticWidth, patch: 4, conditionWidth: 192,
                conditionBlocks: 2, trunkWidth: 256, trunkBlocks: 4,
                headSize: 64, kernel: 9, refinerChannels: 32, sigmaData: 1),
            trainingNoise: NoiseDistribution(mean: -0.4, deviation: 1.2),
            sampler: FastSAGSampler(
                steps: 8, solver: .dpm,
                schedule: NoiseSchedule(sigmaMin: 0.03, sigmaMax: 20),
                // Guidance acts between these noise levels only (Kynkaanniemi et al. 2024): at the loudest it drives
                // samples apart from the data, at the quietest it changes nothing that is heard.
                guidance: Guidance(scale: 6, interval: 0.1...12), churn: nil))
    }
}
