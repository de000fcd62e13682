import FastSAG
import Foundation
import Tensors
import Testing

@Suite struct FastSAGLossTests {
    private struct Batch {
        let features: Tensor
        let mel: Tensor
        let heard: Tensor
        let sigmas = [0.3, 2.0]
        let noise: Tensor

        init() throws {
            features = try TinyModel.features(batch: 2)
            mel = try TinyModel.normal([2, TinyModel.frames, 6], seed: 11)
            heard = try TinyModel.normal([2, TinyModel.frames / 4, TinyModel.semanticWidth], seed: 12)
            noise = try TinyModel.normal([2, TinyModel.frames, 6], seed: 13)
        }

        func loss(_ model: FastSAGModel) -> FastSAGLoss {
            FastSAGLoss(model, features: features, mel: mel, heard: heard, sigmas: sigmas, noise: noise)
        }
    }

    @Test(arguments: [1.0, 0.5])
    func thePartsAreThoseOfThePaper(sigmaData: Double) throws {
        let model = try TinyModel(sigmaData: sigmaData).model, batch = try Batch()
        let loss = batch.loss(model)
        let context = model.context(batch.features)
        func meanSquare(_ a: [Float], _ b: [Float]) -> Double {
            zip(a, b).reduce(0) { $0 + Double($1.0 - $1.1) * Double($1.0 - $1.1) } / Double(a.count)
        }
        let mel = try batch.mel.floats(), noise = try batch.noise.floats()
        let semantic = try meanSquare(context.semantic.floats(), batch.heard.floats())
        #expect(abs(Double(try loss.semantic.item()) - semantic) < 1e-5)
        let prior = try meanSquare(context.mu.floats(), mel) / 2 + log(2 * .pi) / 2
        #expect(abs(Double(try loss.prior.item()) - prior) < 1e-5)
        let half = mel.count / 2
        let noisy = mel.indices.map { mel[$0] + noise[$0] * Float(batch.sigmas[$0 / half]) }
        let estimate = try model.denoise(
            Tensor(noisy, shape: batch.mel.shape), sigmas: batch.sigmas, context: context
        ).floats()
        var diffusion = 0.0
        for index in mel.indices {
            let sigma = batch.sigmas[index / half], error = Double(estimate[index] - mel[index])
            let weight = (sigma * sigma + sigmaData * sigmaData) / (sigma * sigma * sigmaData * sigmaData)
            diffusion += weight * error * error / Double(mel.count)
        }
        #expect(abs(Double(try loss.diffusion.item()) - diffusion) < 1e-4 * diffusion)
        #expect(abs(Double(try loss.total.item()) - semantic - prior - diffusion) < 1e-4 * diffusion)
    }

    @Test func theGradientReachesEveryTrainedParameterAndNoConstant() throws {
        let tiny = try TinyModel()
        tiny.store.train()
        try Batch().loss(tiny.model).total.backward()
        for (name, tensor) in tiny.store.entries {
            let gradient = try tensor.gradient()?.floats()
            if name.hasSuffix(".mean") || name.hasSuffix(".deviation") {
                #expect(gradient == nil, "\(name)")
            } else {
                #expect(gradient?.contains { $0 != 0 } == true, "\(name)")
                #expect(gradient?.allSatisfy { $0.isFinite } == true, "\(name)")
            }
        }
        #expect(tiny.store.trained.count == tiny.store.entries.count - 6)
    }

    /// The denoiser is told mu, it does not bend it: mu stays the best guess of the Mel.
    @Test func theDiffusionLossLeavesThePriorAlone() throws {
        let tiny = try TinyModel()
        tiny.store.train()
        try Batch().loss(tiny.model).diffusion.backward()
        for (name, tensor) in tiny.store.entries {
            let isReached = try tensor.gradient()?.floats().contains { $0 != 0 } == true
            if name.hasPrefix("prior.") || name.hasPrefix("semantic.") || name.hasSuffix(".mean")
                || name.hasSuffix(".deviation")
            {
                #expect(!isReached, "\(name)")
            }
            if name.hasPrefix("encoder.") || name.hasPrefix("trunk.") || name.hasPrefix("refiner.") {
                #expect(isReached, "\(name)")
            }
        }
    }

    @Test func stepsOnOneBatchReduceEveryLoss() throws {
        let tiny = try TinyModel(), batch = try Batch()
        tiny.store.train()
        let optimizer = AdamW(tiny.store.trained, weightDecay: 0)
        let first = batch.loss(tiny.model)
        for _ in 0..<40 {
            try batch.loss(tiny.model).total.backward()
            try optimizer.clipGradients(1)
            try optimizer.step(rate: 5e-3)
            try optimizer.clearGradients()
        }
        let last = batch.loss(tiny.model)
        let constant = Float(log(2 * Double.pi) / 2)
        #expect(try last.semantic.item() < 0.9 * first.semantic.item())
        #expect(try last.prior.item() - constant < 0.9 * (first.prior.item() - constant))
        #expect(try last.diffusion.item() < 0.9 * first.diffusion.item())
    }
}
