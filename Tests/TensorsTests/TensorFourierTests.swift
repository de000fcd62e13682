import Foundation
import Tensors
import Testing

@Suite struct TensorFourierTests {
    @Test func transformsAgreeWithPyTorch() throws {
        let x = Tensor.reference("fourier.x")
        try expect(x.realFourier(), equals: "fourier.out")
        try expect(Tensor.reference("fourier.turned").inverseRealFourier(length: 12), equals: "fourier.back")
        try expect(x.realFourier().inverseRealFourier(length: 12), equals: "fourier.x")
        try expect(Tensor.reference("overlap.x").overlapAdded(hop: 2), equals: "overlap.out")
    }

    /// A cosine of bin 3 with amplitude 1 under a rectangular window of 16: |X[3]|^2 = (16 / 2)^2, elsewhere 0.
    @Test func powerSpectrumOfACosine() throws {
        let signal = Tensor((0..<24).map { Float(cos(2 * .pi * 3 * Double($0) / 16)) }, shape: [1, 24])
        let power = signal.powerSpectrum(window: .ones([16]), hop: 4)
        var frame = [Float](repeating: 0, count: 9)
        frame[3] = 64
        try expect(power, frame + frame + frame, shape: [1, 3, 9])
    }

    @Test func misuseIsAnError() {
        let refused = [
            Tensor(1).realFourier(), Tensor.zeros([0]).realFourier(), Tensor.zeros([4]).inverseRealFourier(length: 4),
            Tensor.zeros([3, 2]).inverseRealFourier(length: 0), Tensor.zeros([3, 2]).inverseRealFourier(length: -4),
            Tensor.zeros([4]).overlapAdded(hop: 1), Tensor.zeros([1, 4, 2]).overlapAdded(hop: 0),
            Tensor.zeros([1, 4, 2]).overlapAdded(hop: -3), Tensor.zeros([1, 0, 0]).overlapAdded(hop: 1),
            Tensor.zeros([1, 3]).powerSpectrum(window: .ones([4]), hop: 1),
        ]
        for (index, tensor) in refused.enumerated() {
            #expect(throws: TensorError.self, "case \(index) gave \(tensor.shape)") { try tensor.checked() }
        }
    }
}
