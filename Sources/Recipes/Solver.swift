/// Ways to follow the probability flow from noise to data.
public enum Solver: String, Codable, Sendable, CaseIterable {
    /// First order, as FastSAG publishes it.
    case euler
    /// Second order, two evaluations a step (Karras et al. 2022, algorithm 1 without churn).
    case heun
    /// DPM-Solver++(2M), second order from one evaluation a step (Lu et al. 2022, algorithm 2) in EDM form.
    case dpm
}
