extension Parameter {
    /// Where a recipe keeps a parameter that all systems share.
    public struct Binding: Sendable {
        let read: @Sendable (Recipe) -> Setting?
        /// - Throws: `RecipeError` where a text can't be read.
        let write: @Sendable (inout Recipe, Setting?) throws -> Void
        let copy: @Sendable (_ source: Recipe, _ recipe: inout Recipe) -> Void
        let isSame: @Sendable (Recipe, Recipe) -> Bool

        /// - Parameters:
        ///   - path: of the value, which is copied and compared as it is.
        ///   - write: nil is nothing said; a parameter with a usual value never gets it.
        public init<Value: Equatable & Sendable>(
            _ path: WritableKeyPath<Recipe, Value> & Sendable, read: @escaping @Sendable (Value) -> Setting?,
            write: @escaping @Sendable (inout Recipe, Setting?) throws -> Void
        ) {
            self.read = { read($0[keyPath: path]) }
            self.write = write
            copy = { $1[keyPath: path] = $0[keyPath: path] }
            isSame = { $0[keyPath: path] == $1[keyPath: path] }
        }

        static func number(_ path: WritableKeyPath<Recipe, Double?> & Sendable) -> Binding {
            Binding(path, read: { $0.map(Setting.number) }, write: { $0[keyPath: path] = $1?.number })
        }

        static func integer(_ path: WritableKeyPath<Recipe, Int?> & Sendable) -> Binding {
            Binding(path, read: { $0.map(Setting.integer) }, write: { $0[keyPath: path] = $1?.integer })
        }

        /// - Parameters:
        ///   - text: of a value; empty for nothing said.
        ///   - parse: what was typed; throws a sentence.
        static func text<Value: Equatable & Sendable>(
            _ path: WritableKeyPath<Recipe, Value?> & Sendable, _ text: @escaping @Sendable (Value) -> String,
            parse: @escaping @Sendable (String) throws -> Value
        ) -> Binding {
            Binding(
                path, read: { $0.map { .text(text($0)) } }, write: { $0[keyPath: path] = try $1?.text.map(parse) })
        }
    }
}
