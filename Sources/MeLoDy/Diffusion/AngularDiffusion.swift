import Tensors

/// Diffusion by rotation (Lam et al. 2023, appendix A; Salimans & Ho 2022): at the angle d a latent is z_d = cos d z + sin d e,
/// its velocity v = cos d e - sin d z. Angles are tensors that spread over the latents, radians.
public enum AngularDiffusion {
    public static func noised(_ z: Tensor, noise: Tensor, angle: Tensor) -> Tensor {
        angle.cos() * z + angle.sin() * noise
    }

    public static func velocity(_ z: Tensor, noise: Tensor, angle: Tensor) -> Tensor {
        angle.cos() * noise - angle.sin() * z
    }

    /// The latent that a velocity points to.
    public static func latent(_ noised: Tensor, velocity: Tensor, angle: Tensor) -> Tensor {
        angle.cos() * noised - angle.sin() * velocity
    }

    /// z_(d - w) = cos w z_d - sin w v. - Parameter step: w.
    public static func rotated(_ noised: Tensor, velocity: Tensor, by step: Tensor) -> Tensor {
        step.cos() * noised - step.sin() * velocity
    }
}
