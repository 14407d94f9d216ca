/** Classes of a user's, outside Interlock's own packages. */
package com.example.shop;
