extension Recipe {
    /// The same for a take from noise: without what only belongs to a take that was made from another.
    public var fromNoise: Recipe {
        var recipe = self
        recipe.variation = nil
        recipe.reroll = nil
        recipe.extends = nil
        return recipe
    }
}
