import Networks

extension FastSAGConfiguration where Sizes == PublishedSizes {
    /// The published system (Chen et al. 2024, arXiv 2405.07682) as its public code runs it
    /// (chenjianyi/fastsag at b98b83b).
    public static var paper: FastSAGConfiguration {
        FastSAGConfiguration(
            sizes: PublishedSizes(
                bands: 100, frames: 1024, melGrid: .bilinear,
                semanticProjection: WaveNet.Sizes(width: 768, layers: 8, stacks: 8),
                perceiver: PerceiverIO.Sizes(
                    width: 768, queries: 937, queryWidth: 256, outputWidth: 100, latents: 32, latentWidth: 256,
                    heads: 8, headSize: 128, depth: 6),
                priorProjection: WaveNet.Sizes(width: 100, layers: 8, stacks: 4),
                denoiser: UNet2d.Sizes(width: 64, multipliers: [1, 2, 4], timeScale: 1000), sigmaData: 0.5),
            trainingNoise: NoiseDistribution(mean: -1.2, deviation: 1.2),
            sampler: FastSAGSampler(
                // asked for 50 steps, the public code takes 51
                steps: 51, solver: .euler,
                schedule: NoiseSchedule(sigmaMin: 0.002, sigmaMax: 80, rho: 7, isSinglePrecision: true),
                // off; where it is used the scale is 3, though the condition was never dropped in training
                guidance: Guidance(scale: 1), churn: nil))
    }
}
