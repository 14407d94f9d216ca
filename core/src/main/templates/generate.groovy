/*
 * Writes the sources that exist for each primitive type from the templates in this folder and the table below. Maven runs it
 * in generate-sources (core/pom.xml) with two variables: `templates`, the folder, and `output`, where the sources go.
 *
 * A template whose name contains __Name__, such as `a/Shm__Name__.java.tpl`, makes one file for each type, others make one. The
 * template engine of Groovy reads them: <% statement %>, ${expression}.
 */
import groovy.text.SimpleTemplateEngine

/*
 * Name      the type's name in class names, and in capitals that of its kinds
 * Box       the type as an object
 * about     the description of a value in Javadoc
 * zero      the initial value, as a constant of the type
 * bytes     size of an array's element; elements smaller than an int are packed
 * Buffer    its name in methods of buffers; null if there is no such buffer
 * Cell      its form in memory: Int or Long
 * toCell    expression that converts `value` to that form
 * fromCell  expression that converts `cell` back
 * Wide      type of addends, and of the arguments and results of functions; null for types without arithmetic
 * narrow    expression that converts such a `result` to the type
 */
def types = [
    [Name: 'Int', Box: 'Integer', about: 'A 32-bit number', zero: '0', bytes: 4, Buffer: 'Int',
     Cell: 'Int', toCell: 'value', fromCell: 'cell', Wide: 'Int', narrow: 'result'],
    [Name: 'Long', Box: 'Long', about: 'A 64-bit number', zero: '0', bytes: 8, Buffer: 'Long',
     Cell: 'Long', toCell: 'value', fromCell: 'cell', Wide: 'Long', narrow: 'result'],
    [Name: 'Double', Box: 'Double', about: 'A 64-bit floating-point number', zero: '0', bytes: 8, Buffer: 'Double',
     Cell: 'Long', toCell: 'Double.doubleToRawLongBits(value)', fromCell: 'Double.longBitsToDouble(cell)',
     Wide: 'Double', narrow: 'result'],
    [Name: 'Float', Box: 'Float', about: 'A 32-bit floating-point number', zero: '0', bytes: 4, Buffer: 'Float',
     Cell: 'Int', toCell: 'Float.floatToRawIntBits(value)', fromCell: 'Float.intBitsToFloat(cell)',
     Wide: 'Double', narrow: '(float) result'],
    [Name: 'Short', Box: 'Short', about: 'A 16-bit number', zero: '(short) 0', bytes: 2, Buffer: 'Short',
     Cell: 'Int', toCell: 'value', fromCell: '(short) cell', Wide: 'Int', narrow: '(short) result'],
    [Name: 'Byte', Box: 'Byte', about: 'An 8-bit number', zero: '(byte) 0', bytes: 1, Buffer: 'Byte',
     Cell: 'Int', toCell: 'value', fromCell: '(byte) cell', Wide: 'Int', narrow: '(byte) result'],
    [Name: 'Char', Box: 'Character', about: 'A UTF-16 character', zero: '(char) 0', bytes: 2, Buffer: 'Char',
     Cell: 'Int', toCell: 'value', fromCell: '(char) cell', Wide: 'Int', narrow: '(char) result'],
    [Name: 'Boolean', Box: 'Boolean', about: 'A truth value', zero: 'false', bytes: 1, Buffer: null,
     Cell: 'Int', toCell: 'value ? 1 : 0', fromCell: 'cell != 0', Wide: null, narrow: null],
]
for (t in types) {
    t.type = t.Name.toLowerCase()
    t.cell = t.Cell.toLowerCase()
    t.wide = t.Wide?.toLowerCase()
}

def root = new File(templates)
def write = { name, template, binding ->
    def file = new File(output, name - '.tpl')
    def text = template.make(binding).toString()
    // An unchanged file keeps its date, so that the compiler does not compile everything again.
    if (!file.exists() || file.getText('UTF-8') != text) {
        file.parentFile.mkdirs()
        file.setText(text, 'UTF-8')
    }
}
root.traverse(nameFilter: ~/.*\.tpl/) { source ->
    def name = root.relativePath(source)
    // A line with nothing but a statement is removed together with its line end.
    def text = source.getText('UTF-8').replaceAll(/(?m)^[ \t]*(<%(?!=)(?:(?!%>)[\s\S])*%>)[ \t]*\r?\n/, '$1')
    def template = new SimpleTemplateEngine().createTemplate(text)
    if (name.contains('__Name__')) {
        types.each { type -> write(name.replace('__Name__', type.Name), template, [*: type]) }
    } else {
        write(name, template, [types: types])
    }
}
