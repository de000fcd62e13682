extension CommandTable {
    static let recipe: [Command] = [
        Command(
            "recipe.down", "Next value", "Moves the cursor to the next value of the recipe.", category: .recipe,
            keys: ["down", "j"], in: .focus(.recipe), isListed: false
        ) { $0.recipe.moveRecipeCursor(1) },
        Command(
            "recipe.up", "Previous value", "Moves the cursor to the value before.", category: .recipe,
            keys: ["up", "k"], in: .focus(.recipe), isListed: false
        ) { $0.recipe.moveRecipeCursor(-1) },
        Command(
            "recipe.more", "More", "Raises the value, or takes the next choice.", hint: "more", category: .recipe,
            keys: ["right", "l"], in: .focus(.recipe), isListed: false
        ) { $0.recipe.stepRecipe(1) },
        Command(
            "recipe.less", "Less", "Lowers the value, or takes the choice before.", hint: "less", category: .recipe,
            keys: ["left", "h"], in: .focus(.recipe), isListed: false
        ) { $0.recipe.stepRecipe(-1) },
        Command(
            "recipe.muchMore", "Much more", "Raises the value by ten steps.", category: .recipe,
            keys: ["shift-right", "pgup"], in: .focus(.recipe), isListed: false
        ) { $0.recipe.stepRecipe(RecipeController.bigStep) },
        Command(
            "recipe.muchLess", "Much less", "Lowers the value by ten steps.", category: .recipe,
            keys: ["shift-left", "pgdn"], in: .focus(.recipe), isListed: false
        ) { $0.recipe.stepRecipe(-RecipeController.bigStep) },
        Command(
            "recipe.edit", "Type the value", "Types the recipe's value under the cursor.", hint: "type",
            category: .recipe, keys: ["enter"], in: .focus(.recipe), isListed: false
        ) { $0.recipe.editRecipe() },
        Command(
            "recipe.reset", "Usual value", "Takes the value that the system usually has.", hint: "usual value",
            category: .recipe, keys: ["backspace", "delete"], in: .focus(.recipe), isListed: false
        ) { $0.recipe.resetRecipeParameter() },
        Command(
            "recipe.resetAll", "Usual recipe", "Takes all usual values of the system; the seed stays.",
            category: .recipe
        ) { $0.recipe.resetRecipe() },
    ]
}
