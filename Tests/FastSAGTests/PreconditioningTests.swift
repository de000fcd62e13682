import FastSAG
import Foundation
import TestSupport
import Testing

@Suite struct PreconditioningTests {
    /// In the published sampler's masked frames F is 0, so D(x) = c_skip x.
    @Test func skipIsThePublishedOne() throws {
        let edm = try Fixture.load("published/fastsag-edm.io")
        let (x, estimates) = (edm["mid.sampler4_x"].values, edm["mid.sampler4_denoised"].values)
        let (mask, sigmas) = (edm["in.mask"].values, edm["mid.sampler4_sigmas"].values)
        let (bands, frames) = (20, 32)
        let size = x.count / sigmas.count
        let preconditioning = Preconditioning(sigmaData: 0.5)
        var compared = 0
        for (step, sigma) in sigmas.enumerated() {
            for index in 0..<size where mask[index / (bands * frames) * frames + index % frames] == 0 {
                let place = step * size + index
                let wanted = preconditioning.skip(Double(sigma)) * Double(x[place])
                #expect(abs(Double(estimates[place]) - wanted) <= 1e-5 * abs(wanted) + 1e-7)
                compared += 1
            }
        }
        #expect(compared == 5 * bands * 11)
    }

    /// The published loss for recorded noise: weighted squared error, masked, mean over everything.
    @Test func theWeightIsThePublishedOne() throws {
        let edm = try Fixture.load("published/fastsag-edm.io")
        let (clean, found) = (edm["in.x0"], edm["out.loss_denoised"].values)
        let (mask, sigmas) = (edm["in.mask"].values, edm["mid.loss_sigma"].values)
        let (bands, frames) = (clean.shape[1], clean.shape[2])
        let preconditioning = Preconditioning(sigmaData: 0.5)
        var sum = 0.0
        for (index, value) in clean.values.enumerated() {
            let (item, frame) = (index / (bands * frames), index % frames)
            let error = Double(found[index] - value)
            sum += preconditioning.weight(Double(sigmas[item])) * error * error * Double(mask[item * frames + frame])
        }
        #expect(abs(sum / Double(clean.values.count) - Double(edm["out.loss"].values[0])) < 1e-4)
    }

    /// Karras et al. 2022, table 1, with the shift of FastSAG's code.
    @Test(arguments: [0.002, 0.03, 0.5, 1, 20, 80])
    func theFormulasHold(sigma: Double) {
        let p = Preconditioning(sigmaData: 0.7, sigmaMin: 0.002)
        let norm = (sigma * sigma + 0.49).squareRoot()
        #expect(abs(p.input(sigma) * norm - 1) < 1e-12)
        #expect(abs(p.noise(sigma) - log(sigma) / 4) < 1e-12)
        #expect(abs(p.skip(sigma) - 0.49 / ((sigma - 0.002) * (sigma - 0.002) + 0.49)) < 1e-12)
        #expect(abs(p.out(sigma) - (sigma - 0.002) * 0.7 / norm) < 1e-12)
        // without the shift the loss weighs what F has to learn by 1 at every level
        let plain = Preconditioning(sigmaData: 0.7, sigmaMin: 0)
        #expect(abs(plain.weight(sigma) * plain.out(sigma) * plain.out(sigma) - 1) < 1e-12)
    }

    @Test func atTheLowestLevelTheInputIsTheAnswer() {
        let p = Preconditioning(sigmaData: 0.5)
        #expect(p.skip(p.sigmaMin) == 1)
        #expect(p.out(p.sigmaMin) == 0)
    }
}
