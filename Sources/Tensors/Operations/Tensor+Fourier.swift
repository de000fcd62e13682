extension Tensor {
    /// (..., N) -> (..., N / 2 + 1, 2): real and imaginary parts.
    public func realFourier() -> Tensor { apply("real Fourier transform") { $0.real_fourier($1) } }

    /// (..., N / 2 + 1, 2) -> (..., N)
    public func inverseRealFourier(length: Int) -> Tensor {
        apply("inverse real Fourier transform") { $0.inverse_real_fourier($1, Int64(length)) }
    }

    /// (B, size, frames) -> (B, (frames - 1) hop + size): every frame added in its place.
    public func overlapAdded(hop: Int) -> Tensor { apply("overlap-add") { $0.overlap_add($1, Int64(hop)) } }

    /// Power spectrum of a signal, frames not centred: (B, N) -> (B, frames, size / 2 + 1)
    public func powerSpectrum(window: Tensor, hop: Int) -> Tensor {
        let parts = (unfolded(-1, size: window.count, step: hop) * window).realFourier().squared()
        return parts.sum([-1])
    }
}
