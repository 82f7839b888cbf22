import { all, none, properties } from './table.js';
import type { Library, Members } from './table.js';

const element = { instance: 'HTMLInputElement' } as const;
const nodes = { result: 'array', instance: 'HTMLInputElement' } as const;
const string = { result: 'string' } as const;

/** An element holds the labels of all that is put into it: its content is not followed by selector or place. */
const node: Members = {
  ...all('appendChild', ['arg0 -> this', 'arg0 => return']),
  ...all('insertBefore replaceChild', ['arg0 -> this', 'arg0 => return']),
  removeChild: 'arg0 => return',
  cloneNode: { flow: 'this -> return', ...element },
  getRootNode: { flow: 'this => return', ...element },
  ...all('isEqualNode', ['this ~> return', 'arg0 ~> return'], { result: 'boolean' }),
  ...none('compareDocumentPosition contains hasChildNodes isDefaultNamespace isSameNode lookupNamespaceURI lookupPrefix normalize'),
  ...properties('textContent nodeValue'),
  ...properties('childNodes', 'this -> return', nodes),
  ...properties('firstChild lastChild nextSibling previousSibling parentElement parentNode', 'this -> return', element),
  ...properties('ownerDocument', [], { instance: 'Document' }),
  ...properties(
    `baseURI isConnected nodeName nodeType ELEMENT_NODE ATTRIBUTE_NODE TEXT_NODE CDATA_SECTION_NODE ENTITY_REFERENCE_NODE ENTITY_NODE
     PROCESSING_INSTRUCTION_NODE COMMENT_NODE DOCUMENT_NODE DOCUMENT_TYPE_NODE DOCUMENT_FRAGMENT_NODE NOTATION_NODE
     DOCUMENT_POSITION_DISCONNECTED DOCUMENT_POSITION_PRECEDING DOCUMENT_POSITION_FOLLOWING DOCUMENT_POSITION_CONTAINS
     DOCUMENT_POSITION_CONTAINED_BY DOCUMENT_POSITION_IMPLEMENTATION_SPECIFIC`,
    [],
  ),
};
const parent: Members = {
  ...all('append prepend replaceChildren before after replaceWith moveBefore', 'args -> this', { result: 'void' }),
  ...all('querySelector', 'this -> return', element),
  ...all('querySelectorAll getElementsByClassName getElementsByTagName getElementsByTagNameNS getElementsByName', 'this -> return[]', nodes),
  ...properties('children', 'this -> return[]', nodes),
  ...properties('firstElementChild lastElementChild nextElementSibling previousElementSibling', 'this -> return', element),
  ...properties('childElementCount', []),
  ...none('remove', 'void'),
};
/** Attributes of an element, by name. */
const attribute = { medium: 'attributes', key: 'arg0', owner: 'this' } as const;
const attributes: Members = {
  setAttribute: { flow: 'arg1 -> channel.value', channel: attribute, result: 'void' },
  getAttribute: { flow: 'channel.value => return', channel: attribute },
  setAttributeNS: { flow: 'arg2 -> this', result: 'void' },
  ...all('setAttributeNode setAttributeNodeNS', 'arg0 -> this'),
  ...all('getAttributeNS getAttributeNode getAttributeNodeNS getHTML', 'this -> return'),
  getAttributeNames: { flow: [], result: 'array' },
  ...none('hasAttribute hasAttributeNS hasAttributes toggleAttribute', 'boolean'),
  ...none('removeAttribute removeAttributeNS removeAttributeNode', 'void'),
  ...all('insertAdjacentHTML insertAdjacentText', 'arg1 -> this', { result: 'void' }),
  insertAdjacentElement: ['arg1 -> this', 'arg1 => return'],
  setHTMLUnsafe: { flow: 'arg0 -> this', result: 'void' },
  ...all('closest', 'this -> return', element),
  ...properties('attributes innerHTML outerHTML innerText outerText'),
  ...properties('className id slot title', []),
  ...properties('classList part', 'this -> return', { instance: 'DOMTokenList' }),
  ...properties('shadowRoot', 'this -> return', { instance: 'DocumentFragment' }),
  attachShadow: { flow: 'this => return', instance: 'DocumentFragment' },
};
const interactions: Members = {
  addEventListener: {
    flow: ['this => arg1.arg0.target', 'this => arg1.arg0.currentTarget', 'channel => arg1.arg0', 'arg1()'],
    channel: { medium: 'EventTarget', key: 'arg0', owner: 'this' },
    result: 'void',
    deferred: true,
  },
  ...none(
    `removeEventListener checkVisibility computedStyleMap getBoundingClientRect getClientRects hasPointerCapture matches webkitMatchesSelector
     releasePointerCapture requestFullscreen requestPointerLock scroll scrollBy scrollIntoView scrollTo setPointerCapture attachInternals click
     hidePopover showPopover togglePopover focus blur animate getAnimations`,
  ),
  ...properties(
    `clientHeight clientLeft clientTop clientWidth currentCSSZoom customElementRegistry localName namespaceURI onfullscreenchange
     onfullscreenerror prefix scrollHeight scrollLeft scrollTop scrollWidth tagName accessKey accessKeyLabel autocapitalize autocorrect dir
     draggable hidden inert lang offsetHeight offsetLeft offsetParent offsetTop offsetWidth popover spellcheck translate writingSuggestions`,
    [],
  ),
};
const field: Members = {
  ...properties('value defaultValue valueAsDate valueAsNumber files'),
  ...properties('name placeholder src alt pattern list', []),
  setRangeText: { flow: 'arg0 -> this', result: 'void' },
  ...none('checkValidity reportValidity', 'boolean'),
  ...none('select setCustomValidity setSelectionRange showPicker stepDown stepUp', 'void'),
  ...properties('labels', [], nodes),
  ...properties('form', [], { instance: 'HTMLFormElement' }),
  ...properties(
    `accept align autocomplete capture checked defaultChecked dirName disabled formAction formEnctype formMethod formNoValidate formTarget
     height indeterminate max maxLength min minLength multiple readOnly required selectionDirection selectionEnd selectionStart size step type
     useMap validationMessage validity webkitEntries webkitdirectory width willValidate cols rows textLength wrap`,
    [],
  ),
};

export const domDocument: Library = {
  bases: {
    Node: 'EventTarget',
    Element: 'Node',
    HTMLElement: 'Element',
    DocumentFragment: 'Node',
    ShadowRoot: 'DocumentFragment',
    CharacterData: 'Node',
    Text: 'CharacterData',
    Comment: 'CharacterData',
    Attr: 'Node',
    HTMLTextAreaElement: 'HTMLInputElement',
    HTMLSelectElement: 'HTMLInputElement',
    HTMLInputElement: 'HTMLElement',
    HTMLAnchorElement: 'HTMLElement',
    HTMLFormElement: 'HTMLElement',
    HTMLDivElement: 'HTMLElement',
    HTMLSpanElement: 'HTMLElement',
    HTMLButtonElement: 'HTMLElement',
    HTMLIFrameElement: 'HTMLElement',
    HTMLImageElement: 'HTMLElement',
    HTMLScriptElement: 'HTMLElement',
    Document: 'Node',
    ParentNode: 'Element',
    ChildNode: 'Element',
    HTMLCollection: 'NodeList',
    HTMLCollectionBase: 'NodeList',
    NodeListOf: 'NodeList',
  },
  table: () => ({
    '': {
      ...properties('document', [], { instance: 'Document' }),
      DOMParser: { flow: [], instance: 'DOMParser' },
      XMLSerializer: { flow: [], instance: 'XMLSerializer' },
      Image: { flow: [], ...element },
    },
    'Node.prototype': node,
    'Element.prototype': { ...parent, ...attributes, ...interactions },
    'HTMLElement.prototype': properties('dataset style'),
    'HTMLInputElement.prototype': field,
    'HTMLFormElement.prototype': {
      ...none('checkValidity reportValidity requestSubmit reset submit'),
      ...properties('elements', 'this -> return', nodes),
      ...properties('action name'),
      ...properties('acceptCharset autocomplete encoding enctype length method noValidate rel relList target', []),
      '[Symbol.iterator]': { flow: 'this -> return[]', result: 'iterator' },
    },
    'HTMLAnchorElement.prototype': {
      ...properties('href text download hash host hostname origin password pathname port protocol search username name ping'),
      ...properties('charset coords hreflang referrerPolicy rel relList rev shape target type', []),
    },
    'CharacterData.prototype': {
      ...parent,
      ...all('appendData', 'arg0 -> this', { result: 'void' }),
      insertData: { flow: 'arg1 -> this', result: 'void' },
      replaceData: { flow: 'arg2 -> this', result: 'void' },
      ...all('substringData', 'this -> return', string),
      ...none('deleteData', 'void'),
      ...properties('data'),
      ...properties('length', []),
    },
    'Text.prototype': { splitText: { flow: 'this -> return', instance: 'Text' }, ...properties('wholeText') },
    'Attr.prototype': { ...properties('value'), ...properties('localName name namespaceURI ownerElement prefix specified', []) },
    'DocumentFragment.prototype': { ...parent, getElementById: { flow: 'this -> return', ...element }, ...properties('innerHTML') },
    'DOMTokenList.prototype': {
      ...all('add replace toggle', 'args -> this'),
      ...all('item', 'this -> return'),
      ...all('toString', 'this -> return', string),
      ...all('entries values [Symbol.iterator]', 'this -> return[]', { result: 'iterator' }),
      forEach: { flow: ['this -> arg0.arg0', 'arg0()'], result: 'void' },
      ...none('contains remove supports keys'),
      ...properties('value'),
      ...properties('length', []),
    },
    'NodeList.prototype': {
      item: { flow: 'this -> return', ...element },
      forEach: { flow: ['this[] => arg0.arg0', 'this -> arg0.arg0', 'arg0()'], result: 'void' },
      ...all('entries values [Symbol.iterator]', 'this -> return[]', { result: 'iterator', instance: 'HTMLInputElement' }),
      ...none('keys', 'iterator'),
      ...properties('length', []),
    },
    'NamedNodeMap.prototype': {
      ...all('getNamedItem getNamedItemNS item removeNamedItem removeNamedItemNS', 'this -> return', { instance: 'Attr' }),
      ...all('setNamedItem setNamedItemNS', 'arg0 -> this'),
      '[Symbol.iterator]': { flow: 'this -> return[]', result: 'iterator' },
      ...properties('length', []),
    },
    'DOMParser.prototype': { parseFromString: { flow: 'arg0 -> return', instance: 'Document' } },
    'XMLSerializer.prototype': { serializeToString: { flow: 'arg0 -> return', ...string } },
    'Document.prototype': {
      ...parent,
      ...all('createElement createElementNS', [], element),
      ...all('createTextNode createComment createCDATASection', 'arg0 -> return', { instance: 'Text' }),
      createDocumentFragment: { flow: [], instance: 'DocumentFragment' },
      ...all('createAttribute createAttributeNS', [], { instance: 'Attr' }),
      ...all('getElementById', 'this -> return', element),
      ...all('adoptNode importNode', 'arg0 => return'),
      ...all('write writeln', 'args -> this', { result: 'void' }),
      addEventListener: interactions['addEventListener'] ?? [],
      startViewTransition: { flow: 'arg0()', result: 'object' },
      ...none(
        `captureEvents caretPositionFromPoint caretRangeFromPoint clear close createEvent createNodeIterator createProcessingInstruction
         createRange createTreeWalker execCommand exitFullscreen exitPictureInPicture exitPointerLock getSelection hasFocus hasStorageAccess open
         queryCommandEnabled queryCommandIndeterm queryCommandState queryCommandSupported queryCommandValue releaseEvents requestStorageAccess
         removeEventListener`,
      ),
      ...properties('body head documentElement activeElement currentScript scrollingElement rootElement', 'this -> return', element),
      ...properties('forms images links scripts embeds plugins anchors applets all', 'this -> return[]', nodes),
      ...properties('cookie title URL documentURI referrer'),
      ...properties('location', [], { instance: 'Location' }),
      ...properties('defaultView', [], { instance: 'Window' }),
      ...properties(
        `activeViewTransition alinkColor bgColor characterSet charset compatMode contentType designMode dir doctype domain fgColor
         fragmentDirective fullscreen fullscreenEnabled hidden implementation inputEncoding lastModified linkColor onfullscreenchange
         onfullscreenerror onpointerlockchange onpointerlockerror onreadystatechange onvisibilitychange pictureInPictureEnabled readyState
         timeline visibilityState vlinkColor`,
        [],
      ),
    },
  }),
};
