import Recipes

extension FastSAGSampler {
    /// How often a Mel made from noise goes through the denoiser, and how many Mels that are: all branches
    /// of guidance at once, where it acts.
    public var passes: (count: Int, mels: Int) {
        let levels = schedule.levels(steps)
        // the second estimate of a step is at the next level
        let visited = solver == .heun ? levels + levels.dropFirst() : levels
        return (visited.count, visited.reduce(0) { $0 + (guidance.acts(at: $1) ? guidance.branches.count : 1) })
    }
}
